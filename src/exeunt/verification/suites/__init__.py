"""The suites: every test of a standard with its criterion, our gate and the trial that tests it."""
