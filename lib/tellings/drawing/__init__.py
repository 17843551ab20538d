"""Tables and figures as a person sees them: the room below every lesson's figures."""
