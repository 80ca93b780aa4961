// One drawing of resources/icons. Where Qt's SVG module is there, the drawing itself; else pictures of it in many
// sizes, which the build machine has drawn (packaging/windows/drawings). Others read a drawing by its name, which is
// then its largest picture's (":/unmta/icons/unmta.svg"): Qt tells by a file's content what it is.
#pragma once

#include <QByteArray>
#include <QString>

class QColor;
class QPainter;
class QRect;

namespace unmta::ui {

class Drawing
{
public:
    // `name` without its ending.
    explicit Drawing(const QString &name);

    [[nodiscard]] bool isThere() const { return !m_source.isEmpty(); }
    // What has the current colour in the drawing has this one.
    void paint(QPainter &painter, const QRect &rect, const QColor &colour) const;

private:
    QByteArray m_source; // the drawing's text, or the pictures' name
};

} // namespace unmta::ui
