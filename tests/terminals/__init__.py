"""The program in terminals of several kinds."""
