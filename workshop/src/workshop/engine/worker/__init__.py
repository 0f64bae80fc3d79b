"""The side of the engine that runs tests; it runs in processes of its own."""
