#include "support/Icons.h"

#include "support/Palette.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

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
    InkEngine(QByteArray svg, Ink ink, Ink checked)
        : m_svg(std::move(svg))
        , m_ink(ink)
        , m_checked(checked)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Ink ink = mode == QIcon::Disabled ? Ink::Dim : state == QIcon::On ? m_checked : m_ink;
        QByteArray coloured = m_svg;
        coloured.replace("currentColor", colour(ink).name().toLatin1());
        QSvgRenderer renderer(coloured);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
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
    QByteArray m_svg;
    Ink m_ink;
    Ink m_checked;
};

} // namespace

QIcon icon(const QString &name, Ink ink, Ink checked)
{
    QFile file(u":/unmta/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new InkEngine(file.readAll(), ink, checked));
}

QIcon icon(const QString &name, Ink ink)
{
    return icon(name, ink, ink);
}

} // namespace unmta::ui
