#include "support/Drawing.h"

#include <QColor>
#include <QDir>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString picturePath(const QString &name, int size)
{
    return u":/unmta/icons/%1-%2.png"_s.arg(name).arg(size);
}

// Of the program's icon and of each other drawing: those that the build has made.
QList<int> sizesOf(const QString &name)
{
    QList<int> sizes;
    const QStringList files = QDir(u":/unmta/icons"_s).entryList({name + u"-*.png"_s});
    for (const QString &file : files) {
        if (const int size = file.sliced(name.size() + 1).chopped(4).toInt(); size > 0)
            sizes << size;
    }
    std::sort(sizes.begin(), sizes.end());
    return sizes;
}

} // namespace

Drawing::Drawing(const QString &name)
{
    if (!sizesOf(name).isEmpty())
        m_source = name.toUtf8();
}

void Drawing::paint(QPainter &painter, const QRect &rect, const QColor &colour) const
{
    // In the pixels of whatever is painted on, so that a screen of high resolution gets a larger picture.
    const double ratio = painter.device()->devicePixelRatioF();
    const int side = std::min(rect.width(), rect.height());
    const int wanted = static_cast<int>(std::ceil(side * ratio));
    const QString name = QString::fromUtf8(m_source);
    const QList<int> sizes = sizesOf(name);
    if (sizes.isEmpty())
        return;
    const auto fitting = std::lower_bound(sizes.begin(), sizes.end(), wanted);
    QImage picture(picturePath(name, fitting == sizes.end() ? sizes.last() : *fitting));
    picture = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter ink(&picture);
    ink.setCompositionMode(QPainter::CompositionMode_SourceIn);
    ink.fillRect(picture.rect(), colour);
    ink.end();
    QRect place(0, 0, side, side);
    place.moveCenter(rect.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, picture);
}

} // namespace unmta::ui
