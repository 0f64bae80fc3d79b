"""Folders that grade hand-ins on a platform: `folder` writes them, with the files in the folder of the platform."""
