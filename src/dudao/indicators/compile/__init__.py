"""An edition as one columnar plan for many bodies; what the plan cannot be sure of goes to the exact evaluator."""
