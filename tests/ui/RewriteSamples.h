// A newsletter as the rewriting page sees it, and what the engine says about it.
#pragma once

#include "contract/wire/Rewrite.h"

#include <QByteArray>

namespace unmta::test {

inline QByteArray sampleMessage()
{
    return "From: Example Shop <news@example.com>\r\n"
           "To: reader@customer.example\r\n"
           "Subject: Spring offers\r\n"
           "Message-ID: <spring-1@mail.example.com>\r\n"
           "MIME-Version: 1.0\r\n"
           "Content-Type: multipart/alternative; boundary=\"b1\"\r\n"
           "\r\n"
           "--b1\r\n"
           "Content-Type: text/plain; charset=utf-8\r\n"
           "\r\n"
           "Spring offers: https://shop.example.com/offers?a=1&b=2\r\n"
           "\r\n"
           "--b1\r\n"
           "Content-Type: text/html; charset=utf-8\r\n"
           "\r\n"
           "<!doctype html>\r\n"
           "<html><body style=\"font-family: sans-serif\">\r\n"
           "<h1>Spring is here</h1>\r\n"
           "<p><a href=\"https://shop.example.com/offers?a=1&amp;b=2\">See the offers</a></p>\r\n"
           "<p><a href='https://shop.example.com/garden' data-link-name=\"garden\">https://shop.example.com</a></p>\r\n"
           "<p><a href=\"#terms\">Terms</a>, <a href=\"mailto:help@example.com\">ask us</a>,\r\n"
           "<a data-track=\"off\" href=\"https://shop.example.com/unsubscribe\">unsubscribe</a></p>\r\n"
           "</body></html>\r\n"
           "--b1--\r\n";
}

inline QString sampleToken(int number)
{
    return QStringLiteral("https://track.example.com/c/%1AQx7vN3kTzYp2mWcR8eJd5LsGhUf0iBo9nXaKqDvMtEySw4jZrPlHgCu6F")
        .arg(number);
}

inline wire::RewritePreview samplePreview()
{
    const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
    const auto link = [&text](const char *url, const char *words, const char *reason, int index = 0) {
        return wire::RewriteLink{text("2"), text(url), {},           text(words),
                                 index,     index > 0, text(reason), index > 0 ? sampleToken(index) : QString()};
    };
    wire::RewritePreview preview;
    preview.result = text("rewritten");
    preview.trackingHost = text("track.example.com");
    preview.messageId = text("spring-1@mail.example.com");
    preview.opens = preview.clicks = true;
    preview.pixel = true;
    preview.pixelReason = text("added");
    preview.links = {link("https://shop.example.com/offers?a=1&b=2", "See the offers", "tracked", 1),
                     link("https://shop.example.com/garden", "https://shop.example.com", "tracked", 2),
                     link("#terms", "Terms", "fragment"), link("mailto:help@example.com", "ask us", "other_scheme"),
                     link("https://shop.example.com/unsubscribe", "unsubscribe", "excluded_by.data-track")};
    preview.links[1].name = text("garden");
    preview.parts = {{text("1"), text("text/plain"), false, text("plain_text_off"), 57, 57},
                     {text("2"), text("text/html"), true, text("rewritten"), 451, 560}};
    return preview;
}

} // namespace unmta::test
