import { groupChanges, viewerChanges, type Client } from "@usher-graph/client";
import { configure, sharedClient } from "@usher-graph/elements";
import { UsherProvider, useLive, useUsher } from "@usher-graph/react";
import { UsherBell, UsherMembers } from "@usher-graph/react/elements";
import { StrictMode, useState, type FormEvent } from "react";
import { createRoot } from "react-dom/client";

import { GROUP, GROUPS, RENAME } from "./documents";

function App() {
  const [client, setClient] = useState<Client>();
  const signIn = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    configure({ src: String(given.get("src")), token: () => String(given.get("token")) });
    setClient(sharedClient()); // hooks and elements over one connection
  };
  if (client) {
    return (
      <UsherProvider client={client}>
        <UsherBell onSignedOut={() => setClient(undefined)} />
        <Groups />
      </UsherProvider>
    );
  }
  return (
    <form onSubmit={signIn}>
      <label>
        Address <input name="src" defaultValue="http://127.0.0.1:8000" />
      </label>
      <label>
        Token <input name="token" type="password" autoComplete="off" />
      </label>
      <button>Sign in</button>
    </form>
  );
}

function Groups() {
  const [chosen, choose] = useState<string>();
  const { status, data, error } = useLive(GROUPS, { variables: {}, streams: [viewerChanges()] });
  if (status === "ended") return <p role="alert">{error?.message}</p>;
  return (
    <>
      <p>Connection: {status}</p>
      {data?.viewer?.memberships.nodes.map(({ id, group }) => (
        <button key={id} onClick={() => choose(group.id)}>
          {group.name}
        </button>
      ))}
      {chosen && <Group id={chosen} key={chosen} />}
    </>
  );
}

function Group({ id }: { id: string }) {
  const usher = useUsher();
  const [problem, setProblem] = useState("");
  const [first, setFirst] = useState(3);
  const { data } = useLive(GROUP, { variables: { id, first }, streams: [groupChanges(id)] });
  const group = data?.group;
  if (!group) return null;
  const { nodes, totalCount } = group.members;
  const rename = async (form: FormData) => {
    const { data } = await usher.mutate(RENAME, { id, name: String(form.get("name")) });
    setProblem(data.updateGroup.userErrors.map(({ message }) => message).join(" "));
  };
  return (
    <section aria-label="Group">
      <h1>{group.name}</h1>
      <p>
        {totalCount} members: {nodes.map(({ account }) => account.name).join(", ")}{" "}
        {nodes.length < totalCount && <button onClick={() => setFirst(first + 3)}>More</button>}
      </p>
      {group.viewerActions.includes("EDIT") && (
        <form action={rename}>
          <label>
            Name <input name="name" />
          </label>
          <button>Rename</button> <span role="alert">{problem}</span>
        </form>
      )}
      <UsherMembers group={id} />
    </section>
  );
}

createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
