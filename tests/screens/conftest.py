"""Pictures are kept as `.svg`, which browsers show; the plugin names the ending in a way newer syrupy does not read."""

from pytest_textual_snapshot import SVGImageExtension

SVGImageExtension.file_extension = "svg"
