"""Pure looks: functions from vars to components.

Belongs here: elements, class names, test ids, the wrappers of our few lines of
JavaScript. Does not: literal words (`i18n/` through `words.t`), rules, SQL.
"""
