"""What tests do in a report that is open in a browser."""


def open_report(browser, path):
    """Yield a tab with the report; in the end nothing went wrong in it, and nothing was asked of the network."""
    tab = browser.new_page(viewport={"width": 1300, "height": 800})
    problems = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on(
        "request", lambda request: None if request.url.startswith(("file:", "blob:")) else problems.append(request.url)
    )
    tab.goto(path.as_uri())
    tab.wait_for_selector("body[data-ready]")
    yield tab
    tab.close()
    assert problems == []


def documents(tab, name):
    """Open a document from the list, by its doc_id."""
    tab.locator("#documents .tabulator-row", has_text=name).first.click()
    tab.wait_for_selector(f'#article[data-doc="{name}"]')


def table(tab, name):
    tab.click(f"#tabs button[data-tab={name}]")
    tab.wait_for_selector("#grid .tabulator-row")


def narrow(tab, column, query, left):
    """Type a query over a column, and wait until so many rows are left."""
    tab.locator(f'#grid .tabulator-col[tabulator-field="{column}"] input').press_sequentially(query)
    tab.wait_for_selector(f'#count:text-matches("^{left} of ")')


def cells(tab, column):
    return tab.locator(f'#grid .tabulator-row .tabulator-cell[tabulator-field="{column}"]').all_inner_texts()
