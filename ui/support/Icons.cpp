#include "support/Icons.h"

#include "support/Drawing.h"
#include "support/Palette.h"

#include <QIconEngine>
#include <QPainter>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QColor colour(Ink ink)
{
    const Palette &palette = Palette::current();
    switch (ink) {
    case Ink::Text:
        return palette.text;
    case Ink::Dim:
        return palette.dim;
    case Ink::Accent:
        return palette.accent;
    case Ink::OnAccent:
        return palette.onAccent;
    case Ink::Good:
        return palette.good;
    case Ink::Warning:
        return palette.warning;
    case Ink::Bad:
        return palette.bad;
    }
    return palette.text;
}

// Takes the colour when it paints, so that a change of scheme needs no new icons.
class InkEngine final : public QIconEngine
{
public:
    InkEngine(Drawing drawing, Ink ink, Ink checked)
        : m_drawing(std::move(drawing))
        , m_ink(ink)
        , m_checked(checked)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Ink ink = mode == QIcon::Disabled ? Ink::Dim : state == QIcon::On ? m_checked : m_ink;
        m_drawing.paint(*painter, rect, colour(ink));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new InkEngine(*this); }

private:
    Drawing m_drawing;
    Ink m_ink;
    Ink m_checked;
};

} // namespace

QIcon icon(const QString &name, Ink ink, Ink checked)
{
    Drawing drawing(name);
    if (!drawing.isThere())
        return {};
    return QIcon(new InkEngine(std::move(drawing), ink, checked));
}

QIcon icon(const QString &name, Ink ink)
{
    return icon(name, ink, ink);
}

} // namespace unmta::ui
