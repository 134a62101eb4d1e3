"""The safety cards stand apart from the directory, and say nothing that it does not."""

from bot.safeguarding.shipped import shipped_signposts, signposts_without_local
from directory.shipped import shipped


def test_every_contact_on_a_card_is_a_verified_line_of_the_directory() -> None:
    directory = shipped()
    for key, card in shipped_signposts().cards.items():
        for contact in card.contacts:
            service = directory.services[contact.service]
            known = {line.value for line in service.reachable}
            assert contact.value in known, f"{key}: {contact.service} {contact.value}"


def test_a_card_stands_without_the_lines_of_a_borough_that_are_broken() -> None:
    whole, alone = shipped_signposts().cards, signposts_without_local().cards
    assert alone.keys() == whole.keys()
    local = {"wf-mash", "wf-council-main"}
    assert any(line.service in local for card in whole.values() for line in card.contacts)
    for key, card in alone.items():
        assert card.text == whole[key].text
        kept = [line for line in whole[key].contacts if line.service not in local]
        assert list(card.contacts) == kept
        assert kept, f"{key} has nobody to turn to without the borough's lines"
