"""The safety cards stand apart from the directory, and say nothing that it does not."""

from bot.safeguarding.shipped import shipped_signposts
from directory.shipped import shipped


def test_every_contact_on_a_card_is_a_verified_line_of_the_directory() -> None:
    directory = shipped()
    for key, card in shipped_signposts().cards.items():
        for contact in card.contacts:
            service = directory.services[contact.service]
            known = {line.value for line in service.reachable}
            assert contact.value in known, f"{key}: {contact.service} {contact.value}"
