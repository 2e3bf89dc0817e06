// A page with Apollo Client, as the original's was: each line that comes in is a document, each that goes out its answer.
//
//     node apollo.js http://127.0.0.1:3000 [personal token]
//
// It keeps cookies as a browser does, and asks queries by GET where a line says so.

import readline from "node:readline";
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client/core/index.js";

const [address, token] = process.argv.slice(2);
const cookies = new Map();

const fetchAsBrowser = async (uri, options) => {
  const headers = { ...options.headers, "Accept-Language": "zh-CN", Origin: address };
  if (token) headers.Authorization = `Bearer ${token}`;
  else headers.Cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  const answer = await fetch(uri, { ...options, headers });
  for (const line of answer.headers.getSetCookie()) {
    const [name, value] = line.split(";")[0].split("=");
    cookies.set(name, value);
  }
  return answer;
};

const over = (useGETForQueries) =>
  new HttpLink({ uri: `${address}/api/graphql`, fetch: fetchAsBrowser, useGETForQueries });

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split((operation) => operation.getContext().get, over(true), over(false)),
  defaultOptions: { query: { fetchPolicy: "network-only", errorPolicy: "all" }, mutate: { errorPolicy: "all" } },
});

const ask = ({ document, variables, get }) => {
  const parsed = gql(document);
  const asked = { variables, context: { get } };
  const isMutation = parsed.definitions.some((one) => one.operation === "mutation");
  return isMutation ? client.mutate({ mutation: parsed, ...asked }) : client.query({ query: parsed, ...asked });
};

const answerTo = async (line) => {
  try {
    const { data, errors } = await ask(JSON.parse(line));
    return { data, errors, kept: Object.keys(client.extract()) };
  } catch (error) {
    return { status: error.networkError?.statusCode, words: error.message };
  }
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answerTo(line)));
}
