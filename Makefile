# The same verbs for hands that are used to make; arguments in ARGS="…".
.PHONY: run test journeys check bench manage
run test journeys check bench manage:
	@./concord $@ $(ARGS)
