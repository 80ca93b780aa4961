#include "kit/Banner.h"

#include "kit/Labels.h"
#include "kit/text/Sign.h"
#include "support/Icons.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QPushButton>
#include <QStyle>

namespace unmta::ui {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_sign(new Sign(18))
    , m_text(paragraph({}))
    , m_action(new QPushButton)
    , m_close(new QPushButton)
{
    setProperty("role", u"notice"_s);
    m_sign->setObjectName(u"bannerSign"_s);
    m_text->setObjectName(u"bannerText"_s);
    m_action->setObjectName(u"bannerActionButton"_s);
    m_action->setAccessibleName(tr("What can be done"));
    m_action->setProperty("look", u"small"_s);
    m_close->setObjectName(u"bannerCloseButton"_s);
    m_close->setAccessibleName(tr("Put this message away"));
    m_close->setProperty("look", u"icon"_s);
    m_close->setIcon(icon(u"close"_s, Ink::Dim));
    auto *row = new WrapRow(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->add(m_sign, 0, Qt::AlignTop);
    row->add(m_text, scaled(240, fontMetrics()));
    row->add(m_action);
    row->add(m_close);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionRequested);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::show(Tone tone, const QString &text, const QString &action, bool closable)
{
    setLook(this, "tone", toneName(tone));
    // The sheet gives the words the tone's colour, but looks at them only when they are dressed.
    m_text->style()->unpolish(m_text);
    m_text->style()->polish(m_text);
    m_sign->showLevel(tone);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setVisible(closable);
    setVisible(true);
}

} // namespace unmta::ui
