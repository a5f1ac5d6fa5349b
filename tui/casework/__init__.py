"""The forms of what lies in the file of a case: goals, tasks, people, measures and the rest.

Which kinds there are, their letters and their forms stands in `kinds`.
"""
