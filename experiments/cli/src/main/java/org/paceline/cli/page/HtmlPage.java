package org.paceline.cli.page;

/** One page that needs nothing but itself, written from top to bottom. Not thread-safe. */
public final class HtmlPage {
    private final StringBuilder html = new StringBuilder();

    /**
     * A page with its heading.
     *
     * @param name what a browser calls it
     * @param heading of the text
     */
    public HtmlPage(String name, String heading) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(Svg.escaped(name))
                .append("</title><style>\n")
                .append(StyleSheet.text())
                .append("</style></head><body><main>\n<h1>")
                .append(Svg.escaped(heading))
                .append("</h1>\n");
    }

    /** Markup as it is. */
    public HtmlPage add(String markup) {
        html.append(markup);
        return this;
    }

    /** A text that nobody has escaped yet. */
    public HtmlPage text(String text) {
        return add(Svg.escaped(text));
    }

    /** @param look a class of the style sheet, such as {@code lead}, {@code said} or {@code note} */
    public HtmlPage paragraph(String look, String text) {
        return add("<p class=\"").add(look).add("\">").text(text).add("</p>\n");
    }

    /** Begins a section; {@link #endSection} ends it. */
    public HtmlPage section(String title) {
        return add("<section><h2>").text(title).add("</h2>\n");
    }

    public HtmlPage endSection() {
        return add("</section>\n");
    }

    /**
     * A whole section.
     *
     * @param said below its title
     * @param figure markup
     */
    public HtmlPage section(String title, String said, String figure) {
        return section(title).paragraph("said", said).add(figure).endSection();
    }

    /** A whole section of text with its spaces and ends of lines. */
    public HtmlPage preformatted(String title, String text) {
        return section(title)
                .add("<div class=\"wide\"><pre>")
                .text(text)
                .add("</pre></div>")
                .endSection();
    }

    /** Nothing can be added after that. */
    public String end() {
        return add("</main></body></html>\n").html.toString();
    }
}
