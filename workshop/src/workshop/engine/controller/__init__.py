"""The side of the engine that asks for runs; it runs in the process of the command."""
