"""The measure of how hard a text is to read agrees with texts whose grade is plain."""

from tests.reading import grade, syllables_of


def test_short_words_in_short_sentences_are_easy() -> None:
    assert grade("The cat sat. The dog ran. I am here.") < 1


def test_long_words_in_long_sentences_are_hard() -> None:
    assert (
        grade(
            "Notwithstanding considerable organisational difficulties, the multidisciplinary "
            "committee recommended comprehensive administrative reorganisation immediately."
        )
        > 12
    )


def test_numbers_and_addresses_are_not_read() -> None:
    assert grade("Ring them.") == grade(
        "Ring them. https://www.example.org/very/long/address 0800"
    )
    assert grade("0800 1111") == 0.0


def test_syllables_are_counted_in_british_words() -> None:
    assert [syllables_of(w) for w in ("help", "police", "emergency")] == [1, 2, 4]
