"""Components that Rasa puts together by config.yml."""
