// The text annotator asks for the name of its environment, as a bundler would give it.
window.process = { env: { NODE_ENV: "production" } };
