#include "io/thrift.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace io {
namespace {

constexpr int deepest = 40;

bool is_whole(ThriftType type) { return type >= ThriftType::byte && type <= ThriftType::i64; }

class Reader {
public:
    Reader(std::span<const std::byte> bytes, std::size_t most) : bytes_(bytes), left_(most) {}

    ThriftRead structure(ThriftValue& value, int depth) {
        value.type = ThriftType::structure;
        std::int16_t id = 0;
        for (;;) {
            std::uint8_t head = 0;
            if (!byte(head)) return ThriftRead::cut;
            if (head == 0) return ThriftRead::good;
            const auto type = ThriftType(head & 15);
            if (type == ThriftType::stop || type > ThriftType::uuid) return ThriftRead::broken;
            if (head >> 4 != 0) {
                id = std::int16_t(id + (head >> 4));
            } else {
                std::int64_t number = 0;
                if (const ThriftRead read = zigzag(number); read != ThriftRead::good) return read;
                if (number < -32768 || number > 32767) return ThriftRead::broken;
                id = std::int16_t(number);
            }
            if (left_-- == 0) return ThriftRead::too_large;
            ThriftValue& field = value.items.emplace_back();
            field.id = id;
            field.type = type;
            if (type == ThriftType::yes || type == ThriftType::no) {
                field.number = type == ThriftType::yes;
            } else if (const ThriftRead read = content(field, depth + 1); read != ThriftRead::good) {
                return read;
            }
        }
    }
    std::size_t used() const { return at_; }

private:
    bool byte(std::uint8_t& value) {
        if (at_ >= bytes_.size()) return false;
        value = std::uint8_t(bytes_[at_++]);
        return true;
    }
    ThriftRead varint(std::uint64_t& value) {
        value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            std::uint8_t next = 0;
            if (!byte(next)) return ThriftRead::cut;
            value |= std::uint64_t(next & 127) << std::min(shift, 63);
            if (next < 128) return ThriftRead::good;
        }
        return ThriftRead::broken;
    }
    ThriftRead zigzag(std::int64_t& value) {
        std::uint64_t written = 0;
        const ThriftRead read = varint(written);
        value = std::int64_t(written >> 1) ^ -std::int64_t(written & 1);
        return read;
    }
    ThriftRead take(std::uint64_t count, std::string& to) {
        if (count > bytes_.size() - at_) return ThriftRead::cut;
        if (count > 0) to.assign(reinterpret_cast<const char*>(bytes_.data()) + at_, std::size_t(count));
        at_ += std::size_t(count);
        return ThriftRead::good;
    }

    // Of an element of a list, or of a field that is no boolean.
    ThriftRead content(ThriftValue& value, int depth) {
        if (depth > deepest) return ThriftRead::broken;
        switch (value.type) {
            case ThriftType::yes:
            case ThriftType::no:
            case ThriftType::byte: {
                std::uint8_t next = 0;
                if (!byte(next)) return ThriftRead::cut;
                value.number = value.type == ThriftType::byte ? std::int8_t(next) : next;
                return ThriftRead::good;
            }
            case ThriftType::i16:
            case ThriftType::i32:
            case ThriftType::i64:
                return zigzag(value.number);
            case ThriftType::real: {
                if (bytes_.size() - at_ < 8) return ThriftRead::cut;
                std::memcpy(&value.number, bytes_.data() + at_, 8);
                at_ += 8;
                return ThriftRead::good;
            }
            case ThriftType::binary: {
                std::uint64_t size = 0;
                if (const ThriftRead read = varint(size); read != ThriftRead::good) return read;
                return take(size, value.bytes);
            }
            case ThriftType::uuid:
                return take(16, value.bytes);
            case ThriftType::list:
            case ThriftType::set:
                return elements(value, depth);
            case ThriftType::map:
                return pairs(value, depth);
            case ThriftType::structure:
                return structure(value, depth);
            default:
                return ThriftRead::broken;
        }
    }

    ThriftRead element(ThriftValue& to, ThriftType type, int depth) {
        if (left_-- == 0) return ThriftRead::too_large;
        ThriftValue& value = to.items.emplace_back();
        value.type = type;
        return content(value, depth + 1);
    }
    ThriftRead elements(ThriftValue& value, int depth) {
        std::uint8_t head = 0;
        if (!byte(head)) return ThriftRead::cut;
        value.element = ThriftType(head & 15);
        std::uint64_t count = head >> 4;
        if (count == 15)
            if (const ThriftRead read = varint(count); read != ThriftRead::good) return read;
        if (count == 0) return ThriftRead::good;
        if (value.element == ThriftType::stop || value.element > ThriftType::uuid) return ThriftRead::broken;
        if (count > bytes_.size() - at_) return ThriftRead::cut;  // each takes a byte at least
        for (; count > 0; --count)
            if (const ThriftRead read = element(value, value.element, depth); read != ThriftRead::good) return read;
        return ThriftRead::good;
    }
    ThriftRead pairs(ThriftValue& value, int depth) {
        std::uint64_t count = 0;
        if (const ThriftRead read = varint(count); read != ThriftRead::good) return read;
        if (count == 0) return ThriftRead::good;
        std::uint8_t types = 0;
        if (!byte(types)) return ThriftRead::cut;
        value.key = ThriftType(types >> 4), value.element = ThriftType(types & 15);
        for (const ThriftType type : {value.key, value.element})
            if (type == ThriftType::stop || type > ThriftType::uuid) return ThriftRead::broken;
        if (count > bytes_.size() - at_) return ThriftRead::cut;
        for (; count > 0; --count)
            for (const ThriftType type : {value.key, value.element})
                if (const ThriftRead read = element(value, type, depth); read != ThriftRead::good) return read;
        return ThriftRead::good;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0, left_;
};

class Writer {
public:
    explicit Writer(std::vector<std::byte>& to) : to_(to) {}

    void structure(const ThriftValue& value) {
        std::int16_t last = 0;
        for (const ThriftValue& field : value.items) {
            const int step = field.id - last;
            if (step > 0 && step <= 15) {
                byte(std::uint8_t(step << 4 | int(field.type)));
            } else {
                byte(std::uint8_t(field.type));
                zigzag(field.id);
            }
            last = field.id;
            if (field.type != ThriftType::yes && field.type != ThriftType::no) content(field);
        }
        byte(0);
    }

private:
    void byte(std::uint8_t value) { to_.push_back(std::byte(value)); }
    void varint(std::uint64_t value) {
        for (; value >= 128; value >>= 7) byte(std::uint8_t(value | 128));
        byte(std::uint8_t(value));
    }
    void zigzag(std::int64_t value) { varint(std::uint64_t(value) << 1 ^ std::uint64_t(value >> 63)); }
    void raw(const void* from, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(from);
        to_.insert(to_.end(), bytes, bytes + size);
    }
    void content(const ThriftValue& value) {
        switch (value.type) {
            case ThriftType::yes:
            case ThriftType::no:
            case ThriftType::byte:
                return byte(std::uint8_t(value.number));
            case ThriftType::i16:
            case ThriftType::i32:
            case ThriftType::i64:
                return zigzag(value.number);
            case ThriftType::real:
                return raw(&value.number, 8);
            case ThriftType::binary:
                varint(value.bytes.size());
                return raw(value.bytes.data(), value.bytes.size());
            case ThriftType::uuid:
                return raw(value.bytes.data(), value.bytes.size());
            case ThriftType::list:
            case ThriftType::set:
                if (value.items.size() < 15) {
                    byte(std::uint8_t(value.items.size() << 4 | std::size_t(value.element)));
                } else {
                    byte(std::uint8_t(15 << 4 | int(value.element)));
                    varint(value.items.size());
                }
                break;
            case ThriftType::map:
                varint(value.items.size() / 2);
                if (!value.items.empty()) byte(std::uint8_t(int(value.key) << 4 | int(value.element)));
                break;
            default:
                return structure(value);
        }
        for (const ThriftValue& item : value.items) content(item);
    }

    std::vector<std::byte>& to_;
};

}  // namespace

const ThriftValue* ThriftValue::field(int field_id) const {
    for (const ThriftValue& item : items)
        if (item.id == field_id) return type == ThriftType::structure ? &item : nullptr;
    return nullptr;
}

ThriftValue* ThriftValue::field(int field_id) {
    return const_cast<ThriftValue*>(static_cast<const ThriftValue*>(this)->field(field_id));
}

const ThriftValue* ThriftValue::list_field(int field_id) const {
    const ThriftValue* found = field(field_id);
    return found != nullptr && found->type == ThriftType::list ? found : nullptr;
}

const ThriftValue* ThriftValue::structure_field(int field_id) const {
    const ThriftValue* found = field(field_id);
    return found != nullptr && found->type == ThriftType::structure ? found : nullptr;
}

std::int64_t ThriftValue::whole(int field_id, std::int64_t otherwise) const {
    const ThriftValue* found = field(field_id);
    return found != nullptr && is_whole(found->type) ? found->number : otherwise;
}

bool ThriftValue::boolean(int field_id, bool otherwise) const {
    const ThriftValue* found = field(field_id);
    if (found == nullptr || (found->type != ThriftType::yes && found->type != ThriftType::no)) return otherwise;
    return found->type == ThriftType::yes;
}

std::string_view ThriftValue::text(int field_id) const {
    const ThriftValue* found = field(field_id);
    return found != nullptr && found->type == ThriftType::binary ? std::string_view(found->bytes) : std::string_view();
}

ThriftValue& ThriftValue::set(int field_id, ThriftType field_type) {
    drop(field_id);
    const auto at =
        std::find_if(items.begin(), items.end(), [&](const ThriftValue& item) { return item.id > field_id; });
    ThriftValue& value = *items.insert(at, ThriftValue());
    value.id = std::int16_t(field_id);
    value.type = field_type;
    return value;
}

void ThriftValue::drop(int field_id) {
    items.erase(
        std::remove_if(items.begin(), items.end(), [&](const ThriftValue& item) { return item.id == field_id; }),
        items.end());
}

ThriftRead read_thrift(std::span<const std::byte> bytes, ThriftValue& value, std::size_t& used, std::size_t most) {
    value = {};
    Reader reader(bytes, most);
    const ThriftRead read = reader.structure(value, 0);
    used = reader.used();
    return read;
}

void write_thrift(const ThriftValue& structure, std::vector<std::byte>& to) { Writer(to).structure(structure); }

}  // namespace io
