"""Write the schemas of questions, answers and records from their types and docstrings.

Run it when one of these changes::

    python scripts/answer_schemas.py
"""

from pathlib import Path

from takeaction.export.schemas.contents import shipped_files

SCHEMAS = Path(__file__).parents[1] / "src" / "takeaction" / "data" / "schemas"

if __name__ == "__main__":
    SCHEMAS.mkdir(exist_ok=True)
    for name, text in shipped_files().items():
        (SCHEMAS / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{name}.json: {len(text):,} characters")
