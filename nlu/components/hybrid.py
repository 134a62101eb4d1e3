"""Rasa's way to the model: what a message means, how grave it is, and how sure is sure enough."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.examples import examples_of
from nlu.components.learning import learn
from nlu.components.model import Model, Reading
from nlu.encoder.sentence import SentenceEncoder
from nlu.encoder.shipped import shipped_encoder

RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(GraphComponent, IntentClassifier):
    """Meaning and spelling, one logistic regression for the intent and one for the level."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How closely to follow the phrases, for the intent and for the level, and what spelling
        weighs beside meaning, which weighs 1."""
        return {"C": 1.0, "level_C": 0.3, "spelling": 0.8}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> HybridIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: object,
    ) -> HybridIntentClassifier:
        """Raises Unverified when the encoder inside the model is not the one it learnt with."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Model.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        encoder = shipped_encoder()
        self._model = learn(
            examples_of(training_data),
            SentenceEncoder(encoder),
            strength=self._config["C"],
            level_strength=self._config["level_C"],
            spelling=self._config["spelling"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder, encoder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is not None:
            for message in messages:
                _tell(message, self._model.read(message.get(TEXT) or ""), self._model.threshold)
        return messages


def _tell(message: Message, reading: Reading, threshold: float) -> None:
    intents = [asdict(likelihood) for likelihood in reading.intents[:RANKED]]
    level = {**asdict(reading.level), "ranking": [asdict(each) for each in reading.levels]}
    message.set(INTENT, intents[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, intents, add_to_output=True)
    message.set("level", level, add_to_output=True)
    message.set("threshold", threshold, add_to_output=True)
