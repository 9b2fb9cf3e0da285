"""One command a file: each offers a click command under `command`."""
