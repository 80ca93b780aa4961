#include "kit/text/Sign.h"

#include "support/Scale.h"

#include <QCoreApplication>
#include <QPainter>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct SignWords
{
    Q_DECLARE_TR_FUNCTIONS(Sign)
};

struct Level
{
    QString icon;
    Ink ink;
    QString word;
};

Level levelOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return {u"done"_s, Ink::Good, SignWords::tr("Done")};
    case Tone::Warning:
        return {u"warning"_s, Ink::Warning, SignWords::tr("Warning")};
    case Tone::Bad:
        return {u"error"_s, Ink::Bad, SignWords::tr("Error")};
    case Tone::Neutral:
    case Tone::Accent:
        break;
    }
    return {u"info"_s, tone == Tone::Accent ? Ink::Accent : Ink::Dim, SignWords::tr("Information")};
}

} // namespace

Sign::Sign(int size, QWidget *parent)
    : QLabel(parent)
    , m_size(size)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Sign::showIcon(const QString &name, Ink ink)
{
    m_name = name;
    m_icon = icon(name, ink);
    update();
}

void Sign::showLevel(Tone tone)
{
    const Level level = levelOf(tone);
    setAccessibleName(level.word);
    showIcon(level.icon, level.ink);
}

QSize Sign::sizeHint() const
{
    const QMargins around = contentsMargins();
    return QSize(scaled(m_size, fontMetrics()), scaled(m_size, fontMetrics())).grownBy(around);
}

void Sign::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, contentsRect());
}

} // namespace unmta::ui
