#include "support/Drawing.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace unmta::ui {

using namespace Qt::StringLiterals;

Drawing::Drawing(const QString &name)
{
    QFile file(u":/unmta/icons/%1.svg"_s.arg(name));
    if (file.open(QIODevice::ReadOnly))
        m_source = file.readAll();
}

void Drawing::paint(QPainter &painter, const QRect &rect, const QColor &colour) const
{
    QByteArray coloured = m_source;
    coloured.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(coloured);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, rect);
}

} // namespace unmta::ui
