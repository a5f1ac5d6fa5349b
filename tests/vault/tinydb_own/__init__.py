"""TinyDB's own tests, run over the vault. The `test_*` files are TinyDB's (MIT, see LICENSE); the conftest is ours."""
