// A label in quotes, as Mermaid takes it; quotes within it are named.

const inner = (label) => /^"([\s\S]*)"$/.exec(label.trim())?.[1] ?? label.trim();

export const quoted = (label) => `"${inner(label).replaceAll('"', "#quot;")}"`;
