"""What tests talk to Usher with: a GraphQL client, a socket client, people, servers."""
