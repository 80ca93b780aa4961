// A host name or a record's value: fixed font on a tinted ground, selectable, whole, never wider than its text.
#pragma once

#include "kit/text/WholeText.h"

namespace unmta::ui {

class ValueField final : public WholeText
{
    Q_OBJECT

public:
    explicit ValueField(QWidget *parent = nullptr);
    void setValue(const QString &value) { setWhole(value); }
};

} // namespace unmta::ui
