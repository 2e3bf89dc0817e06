// How formulas are set: what KaTeX does not know by its name, and what it may not do.
import assert from "node:assert/strict";
import { test } from "node:test";
import "katex/contrib/mhchem";
import { typeset } from "../../assets/js/formulas/math";

const isUnread = (html) => /katex-error|color:var\(--ink-soft\)|mathcolor="var\(--ink-soft\)"/.test(html);
const spoken = (html) =>
  /<math[\s\S]*<\/math>/
    .exec(html)[0]
    .replace(/<annotation[\s\S]*<\/annotation>/, "")
    .replace(/<[^>]+>/g, "");

const READ = [
  "\\begin{align}a &= b \\\\ &= \\{c\\}\\label{eq:one}\\end{align}",
  "\\begin{eqnarray}a &=& b \\\\ c &=& d\\end{eqnarray}",
  "\\begin{eqnarray*}a &=& b\\end{eqnarray*}",
  "\\begin{multline}a \\\\ + b\\end{multline}",
  "\\begin{flalign*}a &= b\\end{flalign*}",
  "\\begin{gather}a \\\\ b\\end{gather}",
  "\\begin{alignat}{2}a &= b & c\\end{alignat}",
  "\\begin{equation}a\\nonumber\\end{equation}",
  "\\begin{split}a &= b\\end{split}",
  "\\begin{CD}A @>>> B\\end{CD}",
  "\\begin{pmatrix}1 & 2 \\\\ 3 & 4\\end{pmatrix}",
  "\\ce{2H2 + O2 ->[\\Delta] 2H2O}",
  "\\ce{SO4^2- + Ba^2+ -> BaSO4 v}",
  "\\pu{123 kJ//mol}",
];

test("every kind of environment and chemistry is read, in a line of its own or not", () => {
  for (const tex of READ) for (const display of [true, false]) assert.ok(!isUnread(typeset(tex, display)), tex);
});

test("a bare percent sign is one, not the beginning of a comment", () => {
  assert.equal(spoken(typeset("50% + 10\\% + x^{2}%", false)), "50%+10%+x2%");
});

test("equations have no numbers, unless they were given one", () => {
  assert.doesNotMatch(typeset("\\begin{align}a\\end{align}", true), /eqn-num/);
  assert.match(typeset("\\begin{equation}a\\tag{7}\\end{equation}", true), />7</);
});

test("chemistry leads nowhere either", () => {
  assert.doesNotMatch(typeset("\\ce{\\href{javascript:alert(1)}{H2O}}", false), /href=/);
});
