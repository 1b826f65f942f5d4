# The checklist as a file.

export-title = The checklist
export-lead = What to have removed, in order, with steps and dates: to print, or to share with somebody who helps you.
export-shows = What may it show?
export-covered = Values covered
export-covered-what = Names, addresses and numbers are covered. Fit for somebody who helps you.
export-clear = Values in clear
export-clear-what = Everything except facts you marked hidden; those are never written.
export-warning = Whoever opens this file sees where you live.
export-warning-then = The file itself is not encrypted. Do not send it by e-mail or chat, and delete it when you no longer need it.
export-sure = I have understood this and want the values in clear
export-save-as = Save as
export-html = HTML
export-html-what = To read and print in any browser.
export-markdown = Markdown
export-markdown-what = Plain text with headings.
export-csv = CSV
export-csv-what = For a spreadsheet.
export-tick-first = Tick the box above first.
export-saved = Saved where you chose.
export-not-saved = Nothing was saved: the dialog was closed.
