// Bytes between the engine (worker) and the page: the same sources on both sides write and read them, so the layout
// needs no version, only bounds. Little-endian, as WebAssembly is.
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace io {

class PacketWriter {
public:
    // A packet of known size is written without growing.
    void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void put(const T& value) { append(&value, sizeof value); }
    void put(std::string_view text) {
        put(std::uint64_t(text.size()));
        append(text.data(), text.size());
    }
    void put(const std::string& text) { put(std::string_view(text)); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void put(const std::vector<T>& values) {
        put(std::uint64_t(values.size()));
        append(values.data(), values.size() * sizeof(T));
    }
    void put(const std::vector<std::string>& values) {
        put(std::uint64_t(values.size()));
        for (const std::string& value : values) put(value);
    }
    // Each value as a smaller type that holds it exactly.
    template <class Small, class T>
    void put_as(const std::vector<T>& values) {
        put(std::uint64_t(values.size()));
        const std::size_t at = bytes_.size();
        bytes_.resize(at + values.size() * sizeof(Small));
        std::uint8_t* to = bytes_.data() + at;
        for (const T value : values) {
            const Small small = Small(value);
            std::memcpy(to, &small, sizeof small);
            to += sizeof small;
        }
    }
    std::vector<std::uint8_t> take() && { return std::move(bytes_); }

private:
    void append(const void* data, std::size_t size) {
        const auto* from = static_cast<const std::uint8_t*>(data);
        bytes_.insert(bytes_.end(), from, from + size);
    }
    std::vector<std::uint8_t> bytes_;
};

// After a read past the end ok() is false and everything further reads as empty.
class PacketReader {
public:
    explicit PacketReader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void get(T& value) {
        if (!take(&value, sizeof value)) value = T{};
    }
    // One byte, 0 or 1: anything else in a bool would be undefined.
    void get(bool& value) {
        std::uint8_t byte = 0;
        get(byte);
        if (byte > 1) ok_ = false, rest_ = {}, byte = 0;
        value = byte != 0;
    }
    void get(std::string& text) { text.resize(count(1)), take(text.data(), text.size()); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void get(std::vector<T>& values) {
        values.resize(count(sizeof(T)));
        take(values.data(), values.size() * sizeof(T));
    }
    void get(std::vector<std::string>& values) {
        values.resize(count(sizeof(std::uint64_t)));
        for (std::string& value : values) get(value);
    }
    template <class Small, class T>
    void get_as(std::vector<T>& values) {
        values.resize(count(sizeof(Small)));
        const std::uint8_t* from = rest_.data();
        rest_ = rest_.subspan(values.size() * sizeof(Small));
        for (T& value : values) {
            Small small;
            std::memcpy(&small, from, sizeof small);
            from += sizeof small;
            value = T(small);
        }
    }
    bool ok() const { return ok_; }

private:
    std::size_t count(std::size_t item_bytes) {
        std::uint64_t n = 0;
        get(n);
        if (n > rest_.size() / item_bytes) ok_ = false, rest_ = {}, n = 0;
        return std::size_t(n);
    }
    bool take(void* to, std::size_t size) {
        if (!ok_ || size > rest_.size()) {
            ok_ = false;
            rest_ = {};
            return false;
        }
        if (size != 0) std::memcpy(to, rest_.data(), size);
        rest_ = rest_.subspan(size);
        return true;
    }
    std::span<const std::uint8_t> rest_;
    bool ok_ = true;
};

}  // namespace io
