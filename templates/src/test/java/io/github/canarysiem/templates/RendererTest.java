package io.github.canarysiem.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RendererTest {
    private static final Map<String, Object> VALUES = Map.of(
            "name", "O'Neil", "number", 7, "flag", true, "words", List.of("a", "b"), "map", Map.of("key", "value"));

    private final Renderer renderer = new Renderer(Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
                    {{ name }} => O'Neil
                    {{ number + 1 }} => 8
                    {{ map.key }}{{ map['key'] }}{{ words[1] }} => valuevalueb
                    {% for w in words %}{{ w }}{% if not loop.last %},{% endif %}{% endfor %} => a,b
                    {% if 'a' in words and flag %}yes{% endif %} => yes
                    {% set x = name|upper %}{{ x }} => O'NEIL
                    {% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice('n') }} => nn
                    {{ words|join('-') }} => a-b
                    """)
    void itRendersWhatTemplatesNeed(String template, String expected) throws GenerationException {
        assertThat(renderer.render("t", template, VALUES, Format.TEXT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\n two {{ nam }}",
                "one\n {{ name.size }}",
                "one\n {{ map.kee }}",
                "one\n {{ name }} {{ words[7] }}",
                "one\n {% if nam %}x{% endif %}",
                "one\n {% for x in nam %}x{% endfor %}",
                "one\n {{ name|nofilter }}",
                "one\n {% nosuch %}",
                "one\n {{ name | }}",
                "one\n {% if flag %}"
            })
    void whatIsUnknownOrBrokenIsToldWithTemplateAndLine(String template) {
        assertThatThrownBy(() -> renderer.render("pack/x.jinja", template, VALUES, Format.TEXT))
                .isInstanceOf(GenerationException.class)
                .hasMessageMatching("pack/x\\.jinja: line 2(, column \\d+)?: .+")
                .hasMessageNotContaining("O'Neil");
    }

    @Test
    void anUnknownVariableIsToldWithItsColumn() {
        assertThatThrownBy(() -> renderer.render("t", "a\nbc {{ nmae }}", VALUES, Format.TEXT))
                .hasMessage(
                        "t: line 2, column 4: there is no variable nmae: declare it as a parameter, or mend its name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ 7*7 }}", "{% if true %}x{% endif %}", "{# gone #}", "{{ nam }}", "{% raw %}"})
    void aValueIsNeverTakenForATemplate(String value) throws GenerationException {
        assertThat(renderer.render("t", "<{{ v }}>{% set w = v %}{{ w }}", Map.of("v", value), Format.TEXT))
                .isEqualTo("<" + value + ">" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name.getClass() }}",
                "{{ name.class }}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "{{ name.bytes }}",
                "{{ words.getClass() }}",
                "{{ words.add('x') }}",
                "{{ map.put('x', 'y') }}",
                "{{ map.class }}",
                "{{ number.class.name }}",
                "{{ ____int3rpr3t3r____ }}",
                "{{ ____int3rpr3t3r____.config }}",
                "{{ ____int3rpr3t3r____.getContext() }}",
                "{{ loop }}",
                "{% for x in words %}{{ loop }}{% endfor %}",
                "{% for x in words %}{{ loop.class }}{% endfor %}",
                "{% include 'x' %}",
                "{% import 'x' as y %}",
                "{% from 'x' import y %}",
                "{% extends 'x' %}",
                "{{ '{{ 7*7 }}'|render }}",
                "{{ words|random }}",
                "{{ now() }}",
                "{{ words|map('class') }}",
                "{{ name|attr('class') }}",
                "{{ words }}"
            })
    void noWayLeadsOutOfTheValues(String template) {
        assertThatThrownBy(() -> renderer.render("t", template, VALUES, Format.TEXT))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("t: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
                "{% for a in range(100000000) %}{{ a }}{% endfor %}",
                "{% macro again(x) %}{{ again(x) }}{% endmacro %}{{ again(1) }}",
                "{{ 'x' * 2000000000 }}"
            })
    void timeSizeAndDepthAreBounded(String template) {
        Renderer hasty = new Renderer(Duration.ofSeconds(1));
        long begin = System.nanoTime();
        assertThatThrownBy(() -> hasty.render("t", template, VALUES, Format.TEXT))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("t: ");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nestingIsBounded() {
        String deep = "{% if flag %}".repeat(5_000) + "x" + "{% endif %}".repeat(5_000);
        assertThatThrownBy(() -> renderer.render("t", deep, VALUES, Format.TEXT))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("t: ");
    }

    @Test
    void aValueThatTheFormatCannotCarryIsRefusedByItsName() {
        assertThatThrownBy(() -> renderer.render("t", "\n<a>{{ v }}</a>", Map.of("v", "hunter2</a>"), Format.WAZUH_XML))
                .hasMessage(
                        "t: line 2, column 4: parameter v holds <, \" or ', which Wazuh's XML cannot carry: give it another value");
    }
}
