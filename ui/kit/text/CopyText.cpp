#include "kit/text/CopyText.h"

#include "kit/text/CopyButton.h"
#include "kit/text/WholeText.h"
#include "support/FixedFont.h"

#include <QHBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

CopyText::CopyText(const QString &name, const QString &what, const QString &text, const QString &shown)
{
    setProperty("role", u"code"_s);
    auto *lines = new WholeText(u"guide"_s);
    lines->setFont(fixedFont(font()));
    lines->setWhole(shown.isEmpty() ? text : shown);
    lines->setFocusPolicy(Qt::ClickFocus); // the button copies; by keyboard there is nothing to do here
    QSizePolicy policy = lines->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored); // as wide as there is room for
    lines->setSizePolicy(policy);
    lines->setObjectName(u"copyText_"_s + name);
    lines->setAccessibleName(what);
    auto *copy = new CopyButton(what);
    copy->setObjectName(u"copyButton_"_s + name);
    copy->setValue(text);
    setFocusProxy(copy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 5, 5);
    row->setSpacing(8);
    row->addWidget(lines, 1, Qt::AlignVCenter);
    row->addWidget(copy, 0, Qt::AlignTop);
}

} // namespace unmta::ui
