#include "kit/Labels.h"

#include <QStyle>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// Its height follows from its width. QLabel's own minimum is what it needs at its narrowest, with every word on a line
// of its own, which would leave the end of a scrolled page empty.
class Paragraph final : public QLabel
{
public:
    using QLabel::QLabel;

    [[nodiscard]] QSize minimumSizeHint() const override { return {1, fontMetrics().lineSpacing()}; }
};

void setUp(QLabel *made, const QString &text, const QString &role)
{
    made->setTextFormat(Qt::PlainText);
    made->setText(text);
    if (!role.isEmpty())
        made->setProperty("role", role);
}

} // namespace

QLabel *label(const QString &text, const QString &role, QWidget *parent)
{
    auto *made = new QLabel(parent);
    setUp(made, text, role);
    return made;
}

QLabel *paragraph(const QString &text, const QString &role, QWidget *parent)
{
    auto *made = new Paragraph(parent);
    setUp(made, text, role);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    policy.setHeightForWidth(true);
    made->setSizePolicy(policy);
    // A word longer than the line must not make the page wider than the window.
    made->setMinimumWidth(1);
    return made;
}

void setLook(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setRole(QWidget *widget, const QString &role)
{
    setLook(widget, "role", role);
}

QFrame *rule()
{
    auto *line = new QFrame;
    line->setProperty("role", u"rule"_s);
    line->setFixedHeight(1);
    return line;
}

Card::Card(const QString &heading, QWidget *parent)
    : QFrame(parent)
{
    setProperty("role", u"card"_s);
    m_body = new QVBoxLayout(this);
    m_body->setContentsMargins(16, 14, 16, 16);
    m_body->setSpacing(8);
    if (heading.isEmpty())
        return;
    m_heading = label(heading, u"heading"_s);
    m_body->addWidget(m_heading);
}

} // namespace unmta::ui
