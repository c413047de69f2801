"""The way from the first page to a number."""


def test_the_box_leads_to_a_number_without_script(open_page):
    """A person types what they think, and presses the button."""
    page = open_page("/", script=False)

    page.get_by_role("textbox").first.fill("my boss has my passport")
    page.keyboard.press("Enter")

    assert page.locator("a[href^='tel:']").count() >= 1
