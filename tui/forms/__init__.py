"""The parts every form is made of: fields with label, help and error, and the screen that collects and saves them.

What a form asks and which act it carries out stands with the room it belongs to, never here.
"""
