// What two independent libraries think of the same bytes: gumbo of HTML, GMime of messages. Only for tests.
#pragma once

#include <QByteArray>
#include <QList>

namespace unmta::test {

struct OracleLink
{
    qsizetype begin = 0; // of the value of href, without quotes
    qsizetype end = 0;
    QByteArray url; // character references decoded
};

// href of a and area in HTML content, and of VML shapes in conditional comments, by offset.
[[nodiscard]] QList<OracleLink> gumboLinks(const QByteArray &html);

struct OraclePart
{
    QByteArray type;
    qsizetype begin = 0; // of the encoded body in the message
    qsizetype end = 0;
    QByteArray content; // decoded
};

// The leaves that are no attached messages, in order.
[[nodiscard]] QList<OraclePart> gmimeParts(const QByteArray &message);

} // namespace unmta::test
