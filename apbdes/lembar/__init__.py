"""The worksheet of the evaluation: its rows from data, what the product knows of them, what the evaluator answered."""
