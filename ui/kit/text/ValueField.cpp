#include "kit/text/ValueField.h"

#include "support/FixedFont.h"
#include "support/Scale.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int room = 4; // beside a font of 13 px

} // namespace

ValueField::ValueField(QWidget *parent)
    : WholeText(u"value"_s, parent)
{
    setFont(fixedFont(font()));
    setMargin(scaled(room, fontMetrics()));
}

} // namespace unmta::ui
