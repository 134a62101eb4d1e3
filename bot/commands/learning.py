"""`waymark train`: making Rasa's model, in Rasa's own environment."""

from bot.commands.surroundings import ROOT, plainly
from bot.local import rasa


def train() -> None:
    with plainly():
        rasa.train(ROOT)
