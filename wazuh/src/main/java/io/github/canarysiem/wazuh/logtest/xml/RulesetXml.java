package io.github.canarysiem.wazuh.logtest.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the dialect:
 *
 * <ul>
 *   <li>everything from {@code <!} to {@code -->} is a comment, so a CDATA section is a comment that never ends;
 *   <li>entities stay as they are; {@code \<} does not open an element and keeps its backslash;
 *   <li>an attribute is {@code name="value"} or {@code name='value'}, without blanks around the sign;
 *   <li>text outside of the elements, such as a byte order mark, is skipped.
 * </ul>
 *
 * <p>Used once, by one thread.
 */
public final class RulesetXml {
    private static final int DEEPEST = 1000;

    private final String text;
    private int at;
    private int line = 1;

    private RulesetXml(String text) {
        this.text = text;
    }

    /**
     * Reads a whole file.
     *
     * @param text ISO-8859-1, one character for each byte
     * @return the outermost elements, in order
     * @throws RulesetXmlException when the engine would refuse the file
     */
    public static List<RulesetElement> read(String text) throws RulesetXmlException {
        return new RulesetXml(text).outermost();
    }

    private List<RulesetElement> outermost() throws RulesetXmlException {
        List<RulesetElement> elements = new ArrayList<>();
        while (at < text.length()) {
            char next = take();
            if (next == '\\' && at < text.length()) {
                take();
            } else if (next == '<' && !skippedComment()) {
                elements.add(element(0));
            }
        }
        return elements;
    }

    /** After its opening bracket. */
    private RulesetElement element(int depth) throws RulesetXmlException {
        if (depth > DEEPEST) {
            throw new RulesetXmlException("Maximum depth reached.", line);
        }
        StringBuilder name = new StringBuilder();
        while (at < text.length() && !isBlank(peek()) && peek() != '>' && !isSelfClosing()) {
            name.append(take());
        }
        List<RulesetElement.Attribute> attributes = new ArrayList<>();
        boolean empty = attributes(name.toString(), attributes);
        if (empty) {
            return new RulesetElement(name.toString(), attributes, "", List.of());
        }
        return withContent(name.toString(), attributes, depth);
    }

    private RulesetElement withContent(String name, List<RulesetElement.Attribute> attributes, int depth)
            throws RulesetXmlException {
        StringBuilder content = new StringBuilder();
        List<RulesetElement> children = new ArrayList<>();
        while (at < text.length()) {
            char next = take();
            if (next == '\\' && at < text.length()) {
                content.append(next).append(take());
            } else if (next != '<') {
                content.append(next);
            } else if (at < text.length() && peek() == '/') {
                close(name);
                return new RulesetElement(name, attributes, content.toString(), children);
            } else if (!skippedComment()) {
                children.add(element(depth + 1));
            }
        }
        throw notClosed(name);
    }

    /** Reads up to the closing bracket of the opening tag; true when it closes the element too. */
    private boolean attributes(String element, List<RulesetElement.Attribute> attributes) throws RulesetXmlException {
        while (at < text.length()) {
            if (isBlank(peek())) {
                take();
            } else if (peek() == '>') {
                take();
                return false;
            } else if (isSelfClosing()) {
                at += 2;
                return true;
            } else {
                attributes.add(attribute());
            }
        }
        throw notClosed(element);
    }

    private RulesetElement.Attribute attribute() throws RulesetXmlException {
        StringBuilder name = new StringBuilder();
        while (at < text.length() && peek() != '=') {
            if (isBlank(peek()) || peek() == '>') {
                throw new RulesetXmlException("Attribute '" + name + "' has no value.", line);
            }
            name.append(take());
        }
        take();
        char quote = at < text.length() ? take() : 0;
        if (quote != '"' && quote != '\'') {
            throw new RulesetXmlException("Attribute '" + name + "' not followed by a \" or '.", line);
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length() && peek() != quote) {
            value.append(take());
        }
        if (at >= text.length()) {
            throw new RulesetXmlException("Attribute '" + name + "' not closed.", line);
        }
        take();
        if (at < text.length() && !isBlank(peek()) && peek() != '>' && !isSelfClosing()) {
            throw new RulesetXmlException("Bad attribute closing for '" + name + "'='" + value + "'.", line);
        }
        return new RulesetElement.Attribute(name.toString(), value.toString());
    }

    /** Reads {@code /name>}. */
    private void close(String name) throws RulesetXmlException {
        take();
        StringBuilder closing = new StringBuilder();
        while (at < text.length() && peek() != '>' && peek() != '\n') {
            closing.append(take());
        }
        if (at >= text.length() || peek() != '>' || !closing.toString().trim().equals(name)) {
            throw notClosed(name);
        }
        take();
    }

    /** After an opening bracket: skips a comment if one starts here. */
    private boolean skippedComment() throws RulesetXmlException {
        if (at >= text.length() || peek() != '!') {
            return false;
        }
        while (at < text.length()) {
            if (text.startsWith("-->", at)) {
                at += 3;
                return true;
            }
            take();
        }
        throw new RulesetXmlException("Comment not closed.", line);
    }

    private RulesetXmlException notClosed(String name) {
        return new RulesetXmlException("Element '" + name + "' not closed.", line);
    }

    private boolean isSelfClosing() {
        return text.startsWith("/>", at);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private char peek() {
        return text.charAt(at);
    }

    private char take() {
        char next = text.charAt(at++);
        if (next == '\n') {
            line++;
        }
        return next;
    }
}
