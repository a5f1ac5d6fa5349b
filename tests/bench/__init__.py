"""Speed, printed as ratios measured side by side in one run: `python -m tests.bench`. Not part of the suite."""
