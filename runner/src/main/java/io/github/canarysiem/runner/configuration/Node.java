package io.github.canarysiem.runner.configuration;

import java.util.List;
import java.util.Map;

/** A part of a configuration as it was written: before variables are filled in. */
sealed interface Node {
    /** The line it begins in, from 1; 0 if it was not read from a file. */
    int line();

    /** The same, said to begin in another line. */
    Node at(int other);

    /** How many nodes it is, itself included. */
    int size();

    /** A single value, as text; empty if there was none. */
    record Scalar(String text, int line) implements Node {
        @Override
        public Node at(int other) {
            return new Scalar(text, other);
        }

        @Override
        public int size() {
            return 1;
        }

        /** Without the text, which may be a secret. */
        @Override
        public String toString() {
            return "a value at line " + line;
        }
    }

    /** Several values. */
    record Sequence(List<Node> items, int line) implements Node {
        @Override
        public Node at(int other) {
            return new Sequence(items, other);
        }

        @Override
        public int size() {
            return 1 + items.stream().mapToInt(Node::size).sum();
        }
    }

    /** Named values, in the order of the file. */
    record Mapping(Map<String, Node> entries, int line) implements Node {
        @Override
        public Node at(int other) {
            return new Mapping(entries, other);
        }

        @Override
        public int size() {
            return 1 + entries.values().stream().mapToInt(Node::size).sum();
        }

        /** The mapping under a name; empty if there is none. */
        Mapping mapping(String name) {
            return entries.get(name) instanceof Mapping found ? found : new Mapping(Map.of(), line);
        }

        /** The line of what stands at a path, or of the nearest thing around it. */
        int lineOf(String path) {
            int dot = path.indexOf('.');
            Node child = entries.get(dot < 0 ? path : path.substring(0, dot));
            if (child instanceof Mapping nested && dot >= 0) {
                return nested.lineOf(path.substring(dot + 1));
            }
            return child == null ? line : child.line();
        }
    }
}
