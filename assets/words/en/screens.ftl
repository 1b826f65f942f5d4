# The names of the steps and pages, in the list beside every screen.

screen-attest = Whose audit
screen-profile = Your facts
screen-plan = Plan
screen-scan = Check
screen-review = Review
screen-danger = Danger
screen-tasks = Tasks
screen-export = Checklist
screen-ledger = What was sent
screen-keys = Locks and copies
screen-end = End or delete
