"""The numbers and hosts that a text promises."""

import pytest

from takeaction.packs.rules.promises import find_hosts, find_numbers, is_within, may_claim


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 1-888-373-7888 or 911.", ["18883737888", "911"]),
        ("Text BEFREE to 233733.", ["233733"]),
        ("Call us at 116 006", ["116006"]),
        ("Appelez le 3919", ["3919"]),
        ("08_00_11_22_33", ["0800112233"]),
        ("08 then 00 then 11 then 22 then 33", ["0800112233"]),
        ("\uff11\uff18\uff18\uff18\uff13\uff17\uff13\uff17\uff18\uff18\uff18", ["18883737888"]),
        ("call \u0661\u0669\u0660\u0660 \u0665\u0665\u0665", ["1900555"]),
        ("\u2460888 373 7888", ["18883737888"]),
        ("1\u00ad888\u2062 373\u20117888", ["18883737888"]),
        (
            "0\ufe0f\u20e38\ufe0f\u20e30\ufe0f\u20e30\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33",
            ["0800123"],
        ),
        ("+44 20 7946 0018", ["+442079460018"]),
        ("900 105 090", ["900105090"]),
        ("98765, 43210 and 55512", ["98765", "43210", "55512"]),
        ("打一一七。", ["117"]),
        ("Chiamate il 1522 di notte", ["1522"]),
    ],
)
def test_a_number_to_call_is_found_however_it_is_written(text, numbers):
    assert may_claim(text)
    assert list(find_numbers(text)) == numbers


@pytest.mark.parametrize(
    "word",
    [
        *("call", "Dial", "PHONE", "ring", "text", "sms", "whatsapp", "appelez", "composez"),
        *("llame", "marca", "env\u00eda", "envoyez", "disque", "ligue", "rufen", "w\u00e4hle"),
    ],
    ids=ascii,
)
def test_three_digits_before_a_word_are_one_to_call_only_behind_a_word_for_it(word):
    assert list(find_numbers(f"please {word} 112 now")) == ["112"]
    assert list(find_numbers(f"please {word}, or walk to 112 people")) == []
    assert list(find_numbers("please take 112.")) == ["112"]


@pytest.mark.parametrize(
    "text",
    [
        "27,600,000 people, or 27 600 000, or 27.600.000",
        "in 2019, 2021 and 2024-2026, since 2026-11-24",
        "on 24.11.2026 from 9.00-17.00",
        "between 9:00 and 17:00 in the 1980s",
        "Executive Order 13126, 22 U.S.C. 7101-7114, article 10203040",
        "ISO 17065, ISBN 978-92-1-130385",
        "call at least 100 people",
        "Over 200 languages and 204 goods from 82 countries",
        "https://example.org/2024/1234567890",
    ],
)
def test_dates_amounts_laws_and_statistics_are_no_numbers_to_call(text):
    assert list(find_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "hosts", "unnamed"),
    [
        ("See help.example.", ["help.example"], ["help.example"]),
        ("See www.Help.example/a", ["help.example"], ["help.example"]),
        ("Write to Anna@Help.example", ["help.example"], ["help.example"]),
        ("Once SlaveryMap.org", ["slaverymap.org"], []),
        ("help\u3002example, help\uff0eexample", ["help.example"] * 2, ["help.example"] * 2),
        ("hum\u0430n.example", ["hum\u0430n.example"], ["hum\u0430n.example"]),
        ("p.ej. a file list.pdf, at 9.30 a.m.", [], []),
        ("https://x.pdf", ["x.pdf"], ["x.pdf"]),
        ("the end.", [], []),
    ],
)
def test_a_host_is_found_and_a_name_of_a_site_is_told_apart(text, hosts, unnamed):
    assert list(find_hosts(text)) == hosts
    assert list(find_hosts(text, named=False)) == unnamed


def test_most_texts_promise_nothing_at_a_glance():
    assert not may_claim("Since they said so, ask. Then after some days, ask them again.")


def test_a_host_is_within_itself_and_within_those_it_belongs_to():
    assert is_within("unodc.org", "unodc.org")
    assert is_within("sherloc.unodc.org", "unodc.org")
    assert not is_within("unodc.org", "sherloc.unodc.org")
    assert not is_within("badunodc.org", "unodc.org")
