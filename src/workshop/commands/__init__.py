"""The commands of `workshop`, one module for each who uses them."""
