from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.base.names import ID_PATTERN, checked_id, file_name, id_of, is_id

SCRIPTS = [
    "Süd",
    "Sød",
    "一层",
    "东门",
    "Κουζίνα",
    "кухня",
    "المدخل",
    "כניסה",
    "रसोई",
    "می‌روم",
    "Ground floor 1.a",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_name_in_any_script_is_an_id(name):
    assert is_id(name)
    assert re.search(ID_PATTERN, name)
    assert id_of(name, "exit 1") == name


@pytest.mark.parametrize(
    "name", ["", " a", "-a", "a/b", "a\nb", "a[0]", 'a"b', "a\u202eb", "\u200ca", "é!", "🚪"]
)
def test_what_could_be_mistaken_or_breaks_a_path_is_no_id(name):
    assert not is_id(name)
    with pytest.raises(ValueError, match="cannot be a name"):
        checked_id(name)


def test_one_name_typed_in_two_ways_is_one_id():
    assert checked_id(unicodedata.normalize("NFD", "Süd")) == "Süd"


@given(st.lists(st.text(max_size=8), min_size=1, max_size=8, unique=True))
def test_two_names_never_become_one_id(names):
    taken: dict[str, str] = {}
    for name in names:
        id = id_of(name, "exit", taken)
        assert is_id(id)
        assert id not in taken
        taken[id] = name


def test_storeys_of_two_names_get_two_files():
    taken: list[str] = []
    for name in ("Küche", "Köche", "KÜCHE", "厨房", "!!"):
        taken.append(file_name(name, "storey", taken))
    assert taken == ["küche", "köche", "küche-2", "厨房", "storey"]
